package p

import (
	"bytes"
	"fmt"
	"io"
)

type box struct{ n int }

func (b *box) self() *box { return b }

var kept []int

func returned(rows [][]int) []int {
	for range rows {
		found := []int{}
		found = append(found, 1)
		return found
	}
	return nil
}

func stored(rows [][]int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		kept = found
	}
}

func part(rows [][]int) {
	for range rows {
		found := []int{}
		found = append(found, 1, 2)
		kept = found[:1]
	}
}

func lastRound(rows [][]int) (n int) {
	var last []int
	for range rows {
		found := []int{}
		found = append(found, 1)
		n += len(last)
		last = found
	}
	return n
}

func sent(rows [][]int, c chan []int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		c <- found
	}
}

func boxed(rows [][]int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		fmt.Println(found)
	}
}

func deferred(rows [][]int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		defer println(len(found), found)
	}
}

func started(rows [][]int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		go work(found)
	}
}

func work(found []int) {}

func method(rows [][]int) (last *box) {
	for range rows {
		found := []box{}
		found = append(found, box{1})
		last = found[0].self()
	}
	return last
}

func array(rows [][]int) (last []int) {
	for range rows {
		found := [][2]int{}
		found = append(found, [2]int{1, 2})
		last = found[0][:]
	}
	return last
}

func otherAppend(rows [][]int) (all [][]int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		more := append(found, 2)
		all = append(all, more)
	}
	return all
}

func reassigned(rows [][]int) (n int) {
	for _, row := range rows {
		found := []int{}
		found = row
		found = append(found, 1)
		n += len(found)
	}
	return n
}

func nilSeen(rows [][]int) (n int) {
	for _, row := range rows {
		var found []int
		for _, v := range row {
			found = append(found, v)
		}
		if found == nil {
			n++
		}
	}
	return n
}

func jump(rows [][]int) (n int) {
	for range rows {
		found := []int{}
	again:
		found = append(found, 1)
		if len(found) < 3 {
			goto again
		}
		n += len(found)
	}
	return n
}

func labelled(rows [][]int) (n int) {
outer:
	for range rows {
		found := []int{}
		for range rows {
			found = append(found, 1)
			continue outer
		}
		n += len(found)
	}
	return n
}

func shadowed(rows [][]int) (n int) {
	for range rows {
		found := []int{}
		found = append(found, 1)
		n += len(found)
	}
	for _, found := range rows {
		n += len(found)
	}
	return n
}

func reader(r io.Reader, rows [][]int) (all []io.Reader) {
	for {
		buf := make([]byte, 64)
		k, err := r.Read(buf)
		all = append(all, bytes.NewReader(buf[:k]))
		if err != nil {
			return all
		}
	}
}

func growing(r io.Reader, size int) (n int) {
	for {
		buf := make([]byte, size)
		k, err := r.Read(buf)
		n += k
		size *= 2
		if err != nil {
			return n
		}
	}
}

func onStack(rows [][]byte) (n int) {
	for _, row := range rows {
		buf := make([]byte, 64)
		n += copy(buf, row)
	}
	return n
}

func hoisted(rows [][]int) (n int) {
	for _, row := range rows {
		var found []int
		for _, v := range row {
			found = found[:0]
			found = append(found, v)
			n += found[0]
		}
	}
	return n
}

func neverGrown(rows [][]int) (n int) {
	for _, row := range rows {
		var found []int
		if len(row) > n {
			n = len(row) + len(found)
		}
	}
	return n
}
