package p

import "reflect"

func texts(a, b string) bool { return reflect.DeepEqual(a, b) }

func others(a, b string) bool { return !reflect.DeepEqual(a+"x", b) }

//prove:with [][]byte{[]byte("a"), []byte("abc"), []byte("\x00")}, [][]byte{[]byte("abc"), []byte("abd"), []byte("\x00")}
func bytes_(a, b []byte) bool { return !reflect.DeepEqual(a, b) }
