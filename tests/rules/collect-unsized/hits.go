package p

import (
	"fmt"
	"maps"
	"slices"
)

type name string

type registry struct {
	users map[name]*registry
	flags map[[2]int]bool
}

func (r *registry) list() ([]name, []*registry) {
	all := slices.Collect(maps.Keys(r.flags)) // both
	fmt.Println(len(all))
	type both struct{ one, two []name }
	two := both{slices.Collect(maps.Keys(r.users)), nil}
	two.two = (slices.Collect(maps.Keys(r.users)))
	users, ok := map[string][]name{"all": slices.Collect(maps.Keys(r.users))}["all"]
	fmt.Println(two, users, ok)
	sorted := slices.Sorted(maps.Keys(r.users))
	for i, s := range sorted {
		fmt.Println(i, s)
	}
	for _, s := range slices.Sorted(maps.Keys(r.users)) {
		fmt.Println(s)
	}
	return slices.Collect(maps.Keys(r.users)), slices.Collect(maps.Values(r.users))
}

func (r *registry) count() int {
	users := slices.Collect(maps.Values(r.users))
	names := slices.Collect(maps.Keys(r.users))
	return len(users) + len(names)
}
