package p

type text string

func bytes(line []byte) string { return string(line) }

func runes(line string) string { return string([]rune(line)) }

func named(line text) string { return string([]byte(line)) }

func again(line []byte) []byte { return []byte(string(line)) }
