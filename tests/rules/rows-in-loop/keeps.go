package p

import "encoding/binary"

func filtered(rows [][]int, n int) [][]int {
	all := make([][]int, len(rows))
	for i, row := range rows {
		if len(row) > n {
			all[i] = make([]int, n)
		}
	}
	return all
}

func growing(rows [][]int) {
	n := 0
	for i := range rows {
		n++
		rows[i] = make([]int, n)
	}
}

func returned(rows [][]byte, n int) error {
	for i := range rows {
		rows[i] = make([]byte, n)
		if _, err := binary.Append(rows[i], binary.BigEndian, i); err != nil {
			return err
		}
	}
	return nil
}

func maybeNegative(rows [][]int, from, to, n int) {
	for i := from; i < to; i++ {
		rows[i] = make([]int, n)
	}
}

func withCapacity(rows [][]int, n int) {
	for i := range rows {
		rows[i] = make([]int, 0, n)
	}
}

func otherTypes(rows [][]int, n int32, m uint) [][]int {
	for i := range rows {
		rows[i] = make([]int, n)
	}
	table := make([][]int, m)
	for i := uint(0); i < m; i++ {
		table[i] = make([]int, 3)
	}
	return table
}

func received(in chan int, rows [][]int) {
	for i := range in {
		rows[i] = make([]int, 4)
	}
}

func localType(rows []any) {
	for i := range rows {
		type row int
		rows[i] = make([]row, 4)
	}
}

func widthMayPanic(rows [][]int, widths []int) {
	for i := range rows {
		rows[i] = make([]int, widths[0])
	}
}

func changed(n int) [][]int {
	m := make([][]int, n)
	for i := 0; i < n; i++ {
		m[i] = make([]int, 4)
		n--
	}
	return m
}

type board struct {
	cells [][]int
	side  int
}

func (b *board) perhapsNil() {
	for i := range b.cells {
		b.cells[i] = make([]int, b.side)
	}
}
