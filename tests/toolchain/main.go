// Asks Go's own packages what the tests want to know: one JSON object in, one out.
package main

import (
	"encoding/json"
	"fmt"
	"go/build/constraint"
	"go/scanner"
	"go/token"
	"go/version"
	"hash/fnv"
	"os"
	"regexp"
	"strconv"
)

type question struct {
	Patterns    []string // do they compile?
	Literals    []string // what do they stand for?
	Formats     []string // what do they print?
	Constraints []string // which version do they imply?
	Versions    []string // which language version are they?
	Files       []string // which tokens do they hold?
}

type answer struct {
	Patterns    []bool
	Literals    []*[]int // bytes as numbers; null for no literal
	Printable   [][2]int // the ranges of characters that strconv.Quote leaves alone
	Formats     []string
	Constraints []*string // null for a line that is refused
	Versions    []string
	Files       []string
}

// arg prints what a verb was asked for. It is an integer, so that it can be a width too.
type arg int

func (a arg) Format(state fmt.State, verb rune) {
	flags := ""
	for _, flag := range "+-# 0" {
		if state.Flag(int(flag)) {
			flags += string(flag)
		}
	}
	width, precision := "", ""
	if n, ok := state.Width(); ok {
		width = strconv.Itoa(n)
	}
	if n, ok := state.Precision(); ok {
		precision = "." + strconv.Itoa(n)
	}
	fmt.Fprint(state, "<", flags, width, precision, string(verb), "@", int(a), ">")
}

func main() {
	var q question
	if err := json.NewDecoder(os.Stdin).Decode(&q); err != nil {
		panic(err)
	}
	var a answer
	for _, pattern := range q.Patterns {
		_, err := regexp.Compile(pattern)
		a.Patterns = append(a.Patterns, err == nil)
	}
	for _, literal := range q.Literals {
		value, err := strconv.Unquote(literal)
		if err != nil {
			a.Literals = append(a.Literals, nil)
			continue
		}
		bytes := []int{}
		for i := range len(value) {
			bytes = append(bytes, int(value[i]))
		}
		a.Literals = append(a.Literals, &bytes)
	}
	for r := rune(0); r <= 0x10ffff; r++ {
		if strconv.Quote(string(r)) != `"`+string(r)+`"` {
			continue
		}
		if last := len(a.Printable) - 1; last >= 0 && a.Printable[last][1] == int(r)-1 {
			a.Printable[last][1] = int(r)
		} else {
			a.Printable = append(a.Printable, [2]int{int(r), int(r)})
		}
	}
	for _, format := range q.Formats {
		var args []any
		for i := range 12 {
			args = append(args, arg(i))
		}
		a.Formats = append(a.Formats, fmt.Sprintf(format, args...))
	}
	for _, line := range q.Constraints {
		expr, err := constraint.Parse("//go:build " + line)
		if err != nil {
			a.Constraints = append(a.Constraints, nil)
			continue
		}
		implied := constraint.GoVersion(expr)
		a.Constraints = append(a.Constraints, &implied)
	}
	for _, v := range q.Versions {
		a.Versions = append(a.Versions, version.Lang(v))
	}
	for _, path := range q.Files {
		a.Files = append(a.Files, tokens(path))
	}
	if err := json.NewEncoder(os.Stdout).Encode(a); err != nil {
		panic(err)
	}
}

// tokens sums up the tokens of a file; empty for one that the scanner complains about.
func tokens(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	var s scanner.Scanner
	files := token.NewFileSet()
	file := files.AddFile(path, -1, len(text))
	s.Init(file, text, func(token.Position, string) {}, scanner.ScanComments)
	code, comments := fnv.New64a(), fnv.New64a()
	count := 0
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		at := file.Offset(pos)
		place := []byte{byte(at), byte(at >> 8), byte(at >> 16)}
		count++
		switch {
		case tok == token.COMMENT:
			comments.Write(place)
		case tok == token.SEMICOLON && lit != ";":
			code.Write([]byte{10})
		default:
			code.Write(append(place, kind(tok)))
		}
	}
	if s.ErrorCount > 0 {
		return ""
	}
	return fmt.Sprint(count, " ", code.Sum64(), " ", comments.Sum64())
}

func kind(tok token.Token) byte {
	switch tok {
	case token.IDENT:
		return 1
	case token.INT:
		return 3
	case token.FLOAT:
		return 4
	case token.IMAG:
		return 5
	case token.CHAR:
		return 6
	case token.STRING:
		return 7
	case token.SEMICOLON:
		return 9
	}
	if tok.IsKeyword() {
		return 2
	}
	return 8
}
