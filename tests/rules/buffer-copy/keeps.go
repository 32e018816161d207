package p

import (
	"bytes"
	"strings"
)

type text []byte

func pointer(b *bytes.Buffer) []byte { return []byte(b.String()) }

func builder(b strings.Builder) []byte { return []byte(b.String()) }

func named(b bytes.Buffer) text { return text(b.String()) }

func looked(b bytes.Buffer) int { return bytes.Count([]byte(b.String()), nil) }

func runes(b bytes.Buffer) []rune { return []rune(b.String()) }
