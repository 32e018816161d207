package p

import "strings"

//prove:with []string{"", "Content-Type", "content-type", "HOST", "Ärger"}, []string{"", "content-Type", "Host", "ärger", "x"}
func equal(a, b string) bool { return strings.ToLower(a) == strings.ToLower(b) }

//prove:with []string{"", "Content-Type", "content-type", "HOST", "Ärger"}, []string{"", "content-Type", "Host", "ärger", "x"}
func unequal(a, b string) bool { return strings.ToUpper(a) != strings.ToUpper(b) }

//prove:with []string{"", "Content-Type", "content-type", "CONTENT-TYPE", "content-type ", "\xff", "Ärger"}
func toConstant(a string) bool { return strings.ToLower(a) == "content-type" }

//prove:with []string{"", "Post", "POST", "post", "poſt", "POST\x00"}
func toUpperConstant(a string) bool { return strings.ToUpper(a) != "POST" }

//prove:with []string{"", "Kelvin", "KELVEN", "kelven", "\u212aelven", "KELVEN "}
func kelvin(a string) bool { return strings.ToLower(a) == "kelven" }

//prove:with []string{"", "Host", "HOST", "host", "hosts"}
func withS(a string) bool { return strings.ToLower(a) == "host" }

//prove:with []string{"", "Link", "LINK", "link", "links"}
func withK(a string) bool { return strings.ToUpper(a) == "LINK" }
