package p

import (
	"bytes"
	"unicode/utf8"
)

func textContains(s, t string) bool { return bytes.Contains([]byte(s), []byte(t)) }

func textCount(s, t string) int { return bytes.Count([]byte(s), []byte(t)) }

func textEqualFold(s, t string) bool { return bytes.EqualFold([]byte(s), []byte(t)) }

func textHasPrefix(s, t string) bool { return bytes.HasPrefix([]byte(s), []byte(t)) }

func textHasSuffix(s, t string) bool { return bytes.HasSuffix([]byte(s), []byte(t)) }

func textIndex(s, t string) int { return bytes.Index([]byte(s), []byte(t)) }

func textLastIndex(s, t string) int { return bytes.LastIndex([]byte(s), []byte(t)) }

func otherContainsAny(s string, chars string) bool { return bytes.ContainsAny([]byte(s), chars) }

func otherContainsRune(s string, r rune) bool { return bytes.ContainsRune([]byte(s), r) }

func otherIndexAny(s string, chars string) int { return bytes.IndexAny([]byte(s), chars) }

func otherIndexByte(s string, c byte) int { return bytes.IndexByte([]byte(s), c) }

func otherIndexRune(s string, r rune) int { return bytes.IndexRune([]byte(s), r) }

func otherLastIndexAny(s string, chars string) int { return bytes.LastIndexAny([]byte(s), chars) }

func otherLastIndexByte(s string, c byte) int { return bytes.LastIndexByte([]byte(s), c) }

func utfRuneCount(s string) int { return utf8.RuneCount([]byte(s)) }

func utfValid(s string) bool { return utf8.Valid([]byte(s)) }

func utfDecodeRune(s string) (rune, int) { return utf8.DecodeRune([]byte(s)) }

func utfDecodeLastRune(s string) (rune, int) { return utf8.DecodeLastRune([]byte(s)) }

func utfFullRune(s string) bool { return utf8.FullRune([]byte(s)) }

func backToLower(s string) string { return string(bytes.ToLower([]byte(s))) }

func backToUpper(s string) string { return string(bytes.ToUpper([]byte(s))) }

func backTrimSpace(s string) string { return string(bytes.TrimSpace([]byte(s))) }

//prove:with nil, []string{"", "a", "bc", "\xff"}, []string{"", "x", "xyz"}
func backReplaceAll(s, old, new string) string {
	return string(bytes.ReplaceAll([]byte(s), []byte(old), []byte(new)))
}
