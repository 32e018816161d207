package p

import (
	"bytes"
	"strings"
)

func separator(s, separator string) string {
	parts := strings.SplitN(s, separator, 2)
	return parts[0]
}

func characters(s string) string {
	parts := strings.SplitN(s, "", 2)
	return parts[0]
}

func whole(s string) []string {
	parts := strings.SplitN(s, "=", 2)
	if len(parts) != 2 {
		return nil
	}
	return parts
}

func ranged(s string) (n int) {
	parts := strings.SplitN(s, "=", 2)
	for _, part := range parts {
		n += len(part)
	}
	return n + len(parts[0])
}

func three(s string) string {
	parts := strings.SplitN(s, "=", 3)
	return parts[0]
}

func exactly(s string) string {
	parts := strings.Split(s, "=")
	if len(parts) == 2 {
		return parts[0]
	}
	return ""
}

func second(s string) string {
	parts := strings.Split(s, "=")
	if len(parts) < 2 {
		return ""
	}
	return parts[1]
}

func addresses(s string) (*string, *string) {
	parts := strings.SplitN(s, "=", 2)
	return &parts[0], &parts[1]
}

func assigned(s string) string {
	parts := strings.SplitN(s, "=", 2)
	parts[0] = strings.TrimSpace(parts[0])
	return parts[0]
}

func again(s string) string {
	parts := strings.SplitN(s, "=", 2)
	parts = strings.SplitN(parts[0], ":", 2)
	return parts[0]
}

func before(s string) string {
	var parts []string
	parts = strings.SplitN(s, "=", 2)
	return parts[0]
}

func switched(s string) string {
	parts := strings.SplitN(s, "=", 2)
	switch len(parts) {
	case 2:
		return parts[1]
	}
	return parts[0]
}

func variable(s string, i int) string {
	parts := strings.SplitN(s, "=", 2)
	return parts[i]
}

func part(s string) string {
	parts := strings.SplitN(s, "=", 2)
	return parts[0:1][0]
}

func inHead(s string) string {
	if parts := strings.SplitN(s, "=", 2); len(parts) == 2 && parts[0] != "" {
		return parts[1]
	}
	return ""
}

func ofBytes(b []byte) []byte {
	parts := bytes.SplitN(b, []byte("="), 2)
	return append(parts[0], '!')
}
