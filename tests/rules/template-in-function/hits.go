package p

import (
	"html/template"
	"io"
	txt "text/template"
)

const page = `<ul>
	{{range .}}<li>{{.}}</li>{{end}}
	</ul>
`

func list(w io.Writer, names []string) error {
	t := template.Must(template.New("list").Parse(page))
	return t.ExecuteTemplate(w, "list", names)
}

func item(w io.Writer, name string) error {
	return template.Must(template.New("item").Parse("<li>{{.}}</li>")).Execute(w, name)
}

func lines(w io.Writer, names []string) {
	for _, name := range names {
		line := txt.Must(txt.New("line").Parse(`{{.}}:
	{{len .}}
`))
		if err := line.Execute(w, name); err != nil {
			panic(line.Name())
		}
	}
}

func word(w io.Writer, name string) error {
	return txt.Must(txt.New("word").Parse("{{.}} ")).Execute(w, name)
}
