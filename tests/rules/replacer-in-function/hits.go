package p

import "strings"

const quote = "\""

func escape(s string) string {
	return strings.NewReplacer("<", "&lt;", quote, "&quot;").Replace(s)
}

func clean(lines []string) {
	r := strings.NewReplacer(
		"\t", " ",
		"\r", "",
	)
	for i := range lines {
		lines[i] = r.Replace(lines[i])
	}
}

func severalLines(s string) string {
	return strings.NewReplacer(`
	`, " ", "a", `b
	c`).Replace(s)
}

func behindComment(s string) string {
	/* of two
	   lines */r := strings.NewReplacer(
		"a", "b",
		"c", "d",
	)
	return r.Replace(s)
}

func longForm(s string) string {
	var escape = strings.NewReplacer("<", "&lt;", ">", "&gt;")
	return escape.Replace(s)
}

func commented(s string) string {
	// as in HTML
	html := strings.NewReplacer("<", "&lt;")
	return html.Replace(s)
}
