package p

import . "strings"

func dots(s string) {
	_ = Split(s, "")
	//  ^^^^^^^^^^^^ []string
	_ = len(s)
	//  ^^^^^^ int
	_ = own(1)
	//  ^^^^^^ string
	_ = Title(s)
	//  ^^^^^^^^ string
	_ = mine{}
	//  ^^^^^^ mine
	var b Builder
	_ = b.String()
	//  ^^^^^^^^^^ string
	_ = Nothing(s)
	//  ^^^^^^^^^^ unknown: dot-import
}

func own(int) string { return "" }

type mine struct{}
-- b.go --
package p

import . "example.com/far"

func away(s string) {
	_ = Split(s, "")
	//  ^^^^^^^^^^^^ unknown: dot-import
	_ = len(s)
	//  ^^^^^^ int
	_ = mine{}
	//  ^^^^^^ mine
}
