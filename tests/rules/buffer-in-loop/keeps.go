package p

import (
	"bytes"
	"io"
)

type holder struct{ w io.Writer }

func bytesKept(rows []string) (last []byte) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		last = buf.Bytes()
	}
	return last
}

func stored(rows []string, h *holder) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		h.w = &buf
	}
}

func copied(rows []string) (all []bytes.Buffer) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		all = append(all, buf)
	}
	return all
}

func next(rows []string) (all [][]byte) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		all = append(all, buf.Next(2))
	}
	return all
}

func later(rows []string) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.WriteString(row)
		defer func() { println(buf.Len()) }()
	}
}

func readFrom(rows []io.Reader) (n int) {
	for _, row := range rows {
		var buf bytes.Buffer
		buf.ReadFrom(row)
		n += buf.Len()
	}
	return n
}

func pointer(rows []string) (n int) {
	for _, row := range rows {
		buf := &bytes.Buffer{}
		buf.WriteString(row)
		n += buf.Len()
	}
	return n
}

// The call comes when the function ends, for the buffer of its own round.
func deferred(rows [][]string) (all []string) {
	for _, row := range rows {
		var buf bytes.Buffer
		for _, cell := range row {
			defer buf.Truncate(1)
			buf.WriteString(cell)
		}
		all = append(all, buf.String())
	}
	return all
}

func inBackground(rows []string) {
	for _, row := range rows {
		var buf bytes.Buffer
		go buf.WriteString(row)
	}
}
