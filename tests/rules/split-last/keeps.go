package p

import "strings"

func converted(path []byte) string {
	parts := strings.Split(string(path), "/")
	return parts[len(parts)-1]
}

func called(path func() string) string {
	parts := strings.Split(path(), "/")
	return parts[len(parts)-1]
}

func long(path string) string {
	parts := strings.Split(path, "::")
	return parts[len(parts)-1]
}

func empty(path string) string {
	parts := strings.Split(path, "")
	return parts[len(parts)-1]
}

func unknown(path, separator string) string {
	parts := strings.Split(path, separator)
	return parts[len(parts)-1]
}

func counted(path string) (string, int) {
	parts := strings.Split(path, "/")
	return parts[len(parts)-1], len(parts)
}

func parent(path string) string {
	parts := strings.Split(path, "/")
	return parts[len(parts)-2]
}

func assigned(path string) string {
	parts := strings.Split(path, "/")
	parts[len(parts)-1] = "x"
	return parts[len(parts)-1]
}

func address(path string) *string {
	parts := strings.Split(path, "/")
	return &parts[len(parts)-1]
}

func other(path string, others []string) string {
	parts := strings.Split(path, "/")
	return parts[len(others)-1]
}
