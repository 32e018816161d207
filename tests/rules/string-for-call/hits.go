package p

import (
	"bytes"
	"strings"
	u8 "unicode/utf8"
)

const tag = "<html"

type page struct {
	body []byte
	log  bytes.Buffer
}

func (p *page) look(chars string, c byte) (bool, int) {
	if strings.HasPrefix(string(p.body), tag) || strings.EqualFold(string(p.body[4:]), "head") {
		return strings.ContainsAny(string(p.body), chars), strings.IndexByte(string(p.body), c)
	}
	if !strings.Contains(p.log.String(), "done") { // not yet
		return u8.ValidString(string(p.body)), u8.RuneCountInString(string(p.body))
	}
	return strings.HasSuffix(string(p.body), string(p.log.Bytes())), strings.Count(string(p.body), "\n")
}

func runes(b []byte) (rune, int) { return u8.DecodeRuneInString(string(b)) }
