package p

import "strings"

type file struct{ path string }

func (f *file) extension(last string) string {
	parts := strings.Split(f.path, ".")
	if last != "" {
		return last
	}
	return strings.ToUpper(parts[len(parts)-1])
}

func (f *file) name(last string) string {
	parts := strings.Split(f.path, "/")
	name := parts[len(parts)-1]
	names := strings.Split(last, "/")
	last = names[len(names)-1]
	if name != last {
		return name
	}
	all := strings.Split(name, ".")
	return all[len(all)-1]
}

func base(path string) (string, string) {
	// The last one.
	names := strings.Split(path, "/")
	return names[len(names)-1], strings.ToLower(names[len(names)-1])
}
