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

//prove:with []int{-1, 0, 1, 2, 9}, nil
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

func forEver(rows []string) (all []string) {
	for {
		if len(rows) == 0 {
			return all
		}
		var line bytes.Buffer
		line.WriteString(rows[0])
		rows = rows[1:]
		all = append(all, line.String())
	}
}

func writer(rows []int, w io.Writer) (err error) {
	for _, row := range rows {
		var buf bytes.Buffer
		fmt.Fprintf(&buf, "%d\n", row)
		if _, err = w.Write(buf.Bytes()); err != nil {
			break
		}
	}
	return err
}
