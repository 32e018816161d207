package p

import "strings"

const colon = ":"

func settings(lines []string) map[string]string {
	all := map[string]string{}
	for _, line := range lines {
		// A key and its value.
		parts := strings.SplitN(line, "=", 2)
		if len(parts) != 2 || parts[0] == "" {
			continue
		}
		all[parts[0]] = parts[1]
	}
	return all
}

func nested(address string) (scheme, host, path string) {
	parts := strings.SplitN(address, "://", 2)
	if len(parts) == 2 {
		scheme = parts[0]
		parts := strings.SplitN(parts[1], "/", 2)
		host = parts[0]
		if len(parts) > 1 {
			path = parts[1]
		}
		return scheme, host, path
	}
	return "", parts[0], ""
}

func password(user string, before int) func() string {
	parts := strings.SplitN(user, colon, 2)
	if len(parts) < 2 {
		return nil
	}
	return func() string { return strings.Repeat(parts[1], before) }
}

func first(s string) (string, bool) {
	parts := strings.Split(s, ",")
	return parts[0], len(parts) == 1
}

func qualified(s string) bool {
	parts := strings.SplitN(s, "@", 2)
	return len(parts) >= 2
}

func unchecked(s string) string {
	parts := strings.SplitN(s, "@", 2)
	key, value := parts[0], parts[1]
	return key + value
}

func behind(s string) string {
	value := strings.SplitN(s, "=", 2)[1]
	value = strings.SplitN(value, "@", 2)[1]
	if value != "" {
		return value
	}
	return strings.SplitN(s, "@", 2)[1]
}

func inHead(s string) string {
	if parts := strings.SplitN(s, "=", 2); len(parts) == 2 {
		return parts[1]
	}
	if kv := strings.SplitN(s, ":", 2); len(kv) > 1 {
		return strings.TrimSpace(kv[0]) + kv[1]
	} else {
		s = kv[0]
	}
	return s
}

// Parentheses around the name are no other use.
func inParentheses(s string) string {
	if kv := strings.SplitN(s, "=", 2); len((kv)) > 1 {
		return kv[1]
	} else {
		return kv[0]
	}
}

func adopted(addr string) (string, string, bool) {
	parts := strings.SplitN(addr, "://", 2)
	if len(parts) != 2 {
		return "", "no proto", false
	}

	proto := parts[0]
	path := parts[1]

	defer func() { println(proto) }()
	path += "/"
	return proto, path, true
}

func adoptedOk(pair string) string {
	kv := strings.SplitN(pair, "=", 2)
	ok := len(kv) == 2
	key := kv[0]
	if ok {
		return key + kv[1] + kv[1]
	}
	return key
}

func notAdopted(line string, key string) string {
	println(key)
	a := strings.SplitN(line, ":", 2)
	// The head is what is in front.
	head := a[0]
	b := strings.SplitN(head, ";", 2)
	first := b[0] // of two
	{
		c := strings.SplitN(first, ",", 2)
		line := c[0]
		println(line)
		d := strings.SplitN(line, ".", 2)
		println(key)
		key := d[0]
		println(key)
		e := strings.SplitN(key, "-", 2)
		if len(e) > 1 {
			tail := e[0]
			println(tail)
		}
		f := strings.SplitN(key, "+", 2)
		twice := f[0]
		println(twice, f[0])
	}
	return first
}
