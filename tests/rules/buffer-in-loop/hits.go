package p

import (
	"bytes"
	"fmt"
	"io"
)

func ranged(rows [][]string) (all []string) {
	for _, row := range rows {
		var buf bytes.Buffer
		for i, cell := range row {
			if i > 0 {
				buf.WriteRune('→')
			}
			buf.WriteString(cell)
		}
		if buf.Len() > 3 {
			buf.Truncate(3)
		}
		all = append(all, buf.String())
	}
	return all
}

func counted(rounds int, data []byte) (n int) {
	for i := 0; i < rounds; i++ {
		var buf bytes.Buffer
		buf.Grow(len(data))
		buf.Write(data)
		n += bytes.Count(buf.Bytes(), data)
	}
	return n
}

func while(rows []string) (n int) {
	for len(rows) > 0 {
		var line bytes.Buffer
		line.WriteString(rows[0])
		line.WriteByte('\n')
		n += line.Len()
		rows = rows[1:]
	}
	return n
}

func forEver(next func() string) (all []string) {
	for {
		// One line.
		var line bytes.Buffer
		line.WriteString(next())
		if line.Len() == 0 {
			return all
		}
		all = append(all, line.String())
	}
}

func writer(rows []int, w io.Writer) {
	for _, row := range rows {
		var buf bytes.Buffer
		fmt.Fprintf(&buf, "%d\n", row)
		w.Write(buf.Bytes())
	}
}
