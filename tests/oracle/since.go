package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

// ages are the minor versions of Go 1 in which names of the standard library came: by package, then by `Name`,
// `Type.Method` or `Type.Field`.
type ages map[string]map[string]int

// readAges reads the lists of the toolchain, one file for each release.
func readAges() (ages, error) {
	files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "api", "go1*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no lists of the API in %s: %v", runtime.GOROOT(), err)
	}
	all := ages{}
	for _, file := range files {
		minor := 0
		if _, after, ok := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".txt"), "."); ok {
			if minor, err = strconv.Atoi(after); err != nil {
				return nil, err
			}
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Split(string(text), "\n") {
			line, ok := strings.CutPrefix(line, "pkg ")
			// What only some systems have is not in the table.
			if !ok || strings.Contains(line, "//deprecated") {
				continue
			}
			place, what, _ := strings.Cut(line, ", ")
			p, system, _ := strings.Cut(place, " ")
			if system == "" {
				all.add(p, what, minor)
			}
		}
	}
	return all, nil
}

// add takes in a line such as `method (*Reader) Next() error` or `type Header struct, Format Format`.
func (all ages) add(p, what string, minor int) {
	note := func(name string) {
		if all[p] == nil {
			all[p] = map[string]int{}
		}
		if old, ok := all[p][name]; !ok || minor < old {
			all[p][name] = minor
		}
	}
	word := func(s string) string {
		return s[:strings.IndexFunc(s+" ", func(c rune) bool { return strings.ContainsRune(" ([,{", c) })]
	}
	kind, rest, _ := strings.Cut(what, " ")
	switch kind {
	case "const", "var", "func":
		note(word(rest))
	case "method":
		receiver, rest, _ := strings.Cut(strings.TrimPrefix(rest, "("), ") ")
		note(word(strings.TrimPrefix(receiver, "*")) + "." + word(rest))
	case "type":
		name := word(rest)
		note(name)
		_, members, ok := strings.Cut(rest, " interface { ")
		if ok {
			for _, method := range strings.Split(strings.TrimSuffix(members, " }"), ", ") {
				note(name + "." + word(method))
			}
			return
		}
		for _, kind := range []string{" struct, ", " interface, "} {
			if _, member, ok := strings.Cut(rest, kind); ok {
				note(name + "." + word(strings.TrimPrefix(member, "embedded ")))
			}
		}
	}
}

// comment is what stands behind a declaration: the release that it came with, if that was not the first, and the fields
// and methods of interfaces that came later.
func (all ages) comment(p, key, text string) string {
	names := all[p]
	own, known := names[key]
	if !known {
		return ""
	}
	var parts []string
	if own > 0 {
		parts = append(parts, fmt.Sprintf("1.%d", own))
	}
	if strings.HasPrefix(text, "type ") {
		var later []string
		for name, minor := range names {
			member, ok := strings.CutPrefix(name, key+".")
			// Methods of other types have a line of their own.
			if ok && minor > own && strings.Contains(text, member) {
				later = append(later, fmt.Sprintf("%s 1.%d", member, minor))
			}
		}
		sort.Strings(later)
		parts = append(parts, later...)
	}
	if len(parts) == 0 {
		return ""
	}
	return " // " + strings.Join(parts, ", ")
}
