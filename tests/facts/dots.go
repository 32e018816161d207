package p

import . "strings"

func dots(s string) {
	_ = Split(s, "")
	//  ^^^^^^^^^^^^ unknown: dot-import
	_ = len(s)
	//  ^^^^^^ int
	_ = own(1)
	//  ^^^^^^ string
	_ = Title(nil)
	//  ^^^^^^^^^^ unknown: dot-import
	_ = mine{}
	//  ^^^^^^ mine
}

func own(int) string { return "" }

type mine struct{}
