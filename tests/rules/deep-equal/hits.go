package p

import "reflect"

type user struct {
	name string
	key  []byte
}

func (u *user) same(o *user, key [4]byte) bool {
	if !reflect.DeepEqual(u.name, o.name+"x") || reflect.DeepEqual(u.name, "") {
		return false
	}
	return reflect.DeepEqual(u.key, key[:]) == true // the key
}
