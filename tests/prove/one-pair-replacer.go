package p

import "strings"

func letter(s string) string { return strings.NewReplacer("a", "xyz").Replace(s) }

func longer(s, with string) string { return strings.NewReplacer("bc", with).Replace(s) }

func doubled(s string) string { return strings.NewReplacer("aa", "a").Replace("aaa" + s + "aaaaa") }

func bytes_(s string) string { return strings.NewReplacer("\xff", "?").Replace(s) }
