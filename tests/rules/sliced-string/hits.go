package p

type message struct{ body []byte }

func parts(b []byte, m message, n int) (string, bool) {
	if string(b)[0] == '[' || string(m.body)[len(m.body)-1] == ']' {
		return string(b /* all */)[n+1:], true
	}
	if string(b)[:4] == "GET " || string(m.body)[n:n+2] != "ok" {
		return "", string(b)[4:] == "rest"
	}
	return string(b[2:])[1:], false
}
