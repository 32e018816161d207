package p

type field struct{ name, value []byte }

func (f *field) write(b []byte) []byte {
	b = append(b, string(f.name)...)
	return append(append(b, ": "...), string(f.value[1:])...)
}

func overlapping(b []byte) []byte {
	return append(b[:1], string(b[3:])...)
}
