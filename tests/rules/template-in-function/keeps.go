package p

import (
	"io"
	"text/template"
)

func variable(w io.Writer, text string) error {
	return template.Must(template.New("text").Parse(text)).Execute(w, nil)
}

func local(w io.Writer) error {
	const text = "{{.}}"
	return template.Must(template.New("text").Parse(text)).Execute(w, nil)
}

func returned() *template.Template {
	return template.Must(template.New("text").Parse("{{.}}"))
}

func changed(w io.Writer, left string) error {
	t := template.Must(template.New("text").Parse("{{.}}"))
	t.Delims(left, "}}")
	return t.Execute(w, nil)
}

func cloned(w io.Writer) (*template.Template, error) {
	return template.Must(template.New("text").Parse("{{.}}")).Clone()
}

func init() {
	template.Must(template.New("text").Parse("{{.}}")).Execute(io.Discard, nil)
}

var once = template.Must(template.New("text").Parse("{{.}}"))
