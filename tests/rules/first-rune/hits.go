package p

type word struct{ text string }

func (w *word) ends() (rune, rune) {
	first := []rune(w.text)[0] // surely there
	if first == '-' {
		first := []rune(w.text[1:])[0]
		return first, first
	}
	last := []rune(w.text)[len([]rune(w.text))-1]
	return first, last
}
