package p

import (
	"html/template"
	"strings"
	txt "text/template"
)

func list(names []string) string {
	var b strings.Builder
	t := template.Must(template.New("list").Parse("<ul>{{range .}}<li>{{.}}</li>{{end}}</ul>"))
	if err := t.Execute(&b, names); err != nil {
		return err.Error()
	}
	return b.String()
}

func item(name string) string {
	var b strings.Builder
	template.Must(template.New("item").Parse("<li>{{.}}</li>")).Execute(&b, name)
	return b.String()
}

func lines(name string) string {
	var b strings.Builder
	line := txt.Must(txt.New("line").Parse("{{.}}: {{len .}}\n"))
	line.Execute(&b, name)
	return b.String()
}

func word(name string) string {
	var b strings.Builder
	txt.Must(txt.New("word").Parse("{{.}} ")).Execute(&b, name)
	return b.String()
}
