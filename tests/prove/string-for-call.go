package p

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

func textContains(b []byte) bool { return strings.Contains(string(b), "ab") }

func textCount(b []byte) int { return strings.Count(string(b), "ab") }

func textEqualFold(b []byte) bool { return strings.EqualFold(string(b), "ab") }

func textHasPrefix(b []byte) bool { return strings.HasPrefix(string(b), "ab") }

func textHasSuffix(b []byte) bool { return strings.HasSuffix(string(b), "ab") }

func textIndex(b []byte) int { return strings.Index(string(b), "ab") }

func textLastIndex(b []byte) int { return strings.LastIndex(string(b), "ab") }

func otherContainsAny(b []byte, chars string) bool { return strings.ContainsAny(string(b), chars) }

func otherContainsRune(b []byte, r rune) bool { return strings.ContainsRune(string(b), r) }

func otherIndexAny(b []byte, chars string) int { return strings.IndexAny(string(b), chars) }

func otherIndexByte(b []byte, c byte) int { return strings.IndexByte(string(b), c) }

func otherIndexRune(b []byte, r rune) int { return strings.IndexRune(string(b), r) }

func otherLastIndexAny(b []byte, chars string) int { return strings.LastIndexAny(string(b), chars) }

func otherLastIndexByte(b []byte, c byte) int { return strings.LastIndexByte(string(b), c) }

func bothContains(a, b []byte) bool { return strings.Contains(string(a), string(b)) }

func bothCompare(a, b []byte) int { return strings.Compare(string(a), string(b)) }

func bothCount(a, b []byte) int { return strings.Count(string(a), string(b)) }

func bothEqualFold(a, b []byte) bool { return strings.EqualFold(string(a), string(b)) }

func bothHasPrefix(a, b []byte) bool { return strings.HasPrefix(string(a), string(b)) }

func bothHasSuffix(a, b []byte) bool { return strings.HasSuffix(string(a), string(b)) }

func bothIndex(a, b []byte) int { return strings.Index(string(a), string(b)) }

func bothLastIndex(a, b []byte) int { return strings.LastIndex(string(a), string(b)) }

func utfRuneCountInString(b []byte) int { return utf8.RuneCountInString(string(b)) }

func utfValidString(b []byte) bool { return utf8.ValidString(string(b)) }

func utfDecodeRuneInString(b []byte) (rune, int) { return utf8.DecodeRuneInString(string(b)) }

func utfDecodeLastRuneInString(b []byte) (rune, int) { return utf8.DecodeLastRuneInString(string(b)) }

func utfFullRuneInString(b []byte) bool { return utf8.FullRuneInString(string(b)) }

func bufferContains(b []byte) bool {
	var buf bytes.Buffer
	buf.Write(b)
	return strings.Contains(buf.String(), "ab")
}

func bufferCount(b []byte) int {
	var buf bytes.Buffer
	buf.Write(b)
	return strings.Count(buf.String(), "ab")
}

func bufferHasPrefix(b []byte) bool {
	var buf bytes.Buffer
	buf.Write(b)
	return strings.HasPrefix(buf.String(), "ab")
}

func bufferHasSuffix(b []byte) bool {
	var buf bytes.Buffer
	buf.Write(b)
	return strings.HasSuffix(buf.String(), "ab")
}

func bufferIndex(b []byte) int {
	var buf bytes.Buffer
	buf.Write(b)
	return strings.Index(buf.String(), "ab")
}

func bufferLastIndex(b []byte) int {
	var buf bytes.Buffer
	buf.Write(b)
	return strings.LastIndex(buf.String(), "ab")
}

func empty(b []byte) bool {
	return strings.Contains(string(b), "") && strings.HasSuffix(string(b[1:]), "")
}
