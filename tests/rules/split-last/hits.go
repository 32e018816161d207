package p

import "strings"

type file struct{ path string }

func (f *file) extension(last string) string {
	parts := strings.Split(f.path, ".")
	if last != "" {
		return last
	}
	extension := parts[len(parts)-1]
	return extension
}

func base(path string) (string, string) {
	// The last one.
	names := strings.Split(path, "/")
	return names[len(names)-1], strings.ToLower(names[len(names)-1])
}
