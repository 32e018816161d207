package p

import "strings"

const old = "&"

type page struct{ text string }

func (p *page) escape(with string) string {
	p.text = strings.NewReplacer(old, with).Replace(p.text) // once
	return strings.NewReplacer(`"`, "&quot;").Replace(strings.ToLower(p.text))
}
