package p

import (
	"io"
	"strings"
)

func ranged(rows [][]int) (n int) {
	for _, row := range rows {
		n++
		var found []int
		for _, v := range row {
			if v > 1 {
				found = append(found, v, -v)
			}
		}
		if len(found) > 0 {
			n += found[0]
			found[0]++
		}
	}
	return n
}

//prove:with nil, []int{-1, 0, 1, 2, 9}
func counted(words []string, rounds int) string {
	all := ""
	for i := 0; i < rounds; i++ {
		var parts []string
		for _, word := range words {
			parts = append(parts, word)
		}
		all += strings.Join(parts, "-")
	}
	return all
}

type pair struct {
	key string
	n   int
}

func structs(rows [][]string) (sum int) {
	for _, row := range rows {
		pairs := []pair{}
		for i, key := range row {
			pairs = append(pairs, pair{key: key, n: i})
		}
		for i := range pairs {
			pairs[i].n *= 2
		}
		if len(pairs) > 2 {
			sum += pairs[2].n
			continue
		}
	}
	return sum
}

//prove:with []int{-1, 0, 1, 2, 9}
func emptyCounted(rounds int) (n int) {
	for i := 0; i < rounds; i++ {
		seen := []string{}
		for k := i; k < 9; k++ {
			seen = append(seen, "x")
		}
		n += len(seen)
	}
	return n
}

//prove:with []int{-1, 0, 1, 2, 9}
func numbers(most int) (n int) {
	for {
		most--
		if most < 0 {
			return n
		}
		var squares []int
		for k := 0; k < 20; k++ {
			squares = append(squares, k*k)
		}
		n += squares[most]
	}
}

//prove:with []int{-1, 0, 1, 2, 98765}
func emptyWhile(n int) (sum int) {
	for n > 0 {
		digits := []int{}
		for k := n; k > 0; k /= 2 {
			digits = append(digits, k%2)
		}
		sum += digits[0] + len(digits)
		n /= 10
	}
	return sum
}

func texts(texts []string) (n int) {
	c := make(chan string, len(texts))
	for _, text := range texts {
		c <- text
	}
	close(c)
	for text := range c {
		var words []string
		for _, letter := range text {
			words = append(words, string(letter))
		}
		n += len(words)
	}
	return n
}

func emptyTexts(texts []string) (n int) {
	for {
		if len(texts) == 0 {
			return n
		}
		words := []string{}
		for i := range texts[0] {
			words = append(words, texts[0][i:])
		}
		n += len(words)
		texts = texts[1:]
	}
}

//prove:with nil, []int{1, 2, 3, 100}
func read(text string, size int) (n int) {
	r := io.Reader(strings.NewReader(text))
	for {
		buf := make([]byte, size)
		k, err := io.ReadFull(r, buf)
		for _, c := range buf[:k] {
			n += int(c)
		}
		n += int(buf[size-1])
		if err != nil {
			return n
		}
	}
}

//prove:with nil, []int{1, 2, 3, 100}
func readInRounds(text string, rounds int) (n int) {
	r := []io.Reader{strings.NewReader(text), strings.NewReader("")}[rounds/101]
	for i := 0; i < rounds; i++ {
		buf := make([]byte, 8)
		r.Read(buf)
		n += int(buf[0]) + int(buf[7])
	}
	return n
}

//prove:with [][][]int{{{1, 2}}, {{1}, {2, 3}, nil}}, []int{0, 1, 100}
func room(rows [][]int, most int) (n int) {
	for _, row := range rows {
		kept := make([]int, 0, most)
		for _, v := range row {
			kept = append(kept, v)
		}
		n += len(kept)
	}
	return n
}

//prove:with nil, []int{0, 1, 100}
func roomForEver(row []int, most int) (n int) {
	for {
		kept := make([]int, 0, most)
		for _, v := range row {
			kept = append(kept, v)
		}
		if len(kept) == 0 {
			return n
		}
		n += kept[len(kept)-1]
		row = row[1:]
	}
}
