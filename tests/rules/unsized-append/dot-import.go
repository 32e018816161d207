package p

import . "net/url"

func values(names map[string]int) []Values {
	var all []Values
	for name := range names {
		all = append(all, Values{name: nil})
	}
	return all
}
