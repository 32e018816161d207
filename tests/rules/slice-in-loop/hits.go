package p

import (
	"io"
	"strings"
)

type pair struct {
	key  string
	n    int
	data [4]byte
}

func ranged(rows map[string][]int) (n int) {
	for _, row := range rows {
		n++
		// Those that count.
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

func counted(text string, rounds int) string {
	all := ""
	for i := 0; i < rounds; i++ {
		var parts []string
		for _, c := range text {
			parts = append(parts, string(c))
		}
		all += strings.Join(parts, "-")
	}
	return all
}

func structs(rows [3][]string) (all []pair) {
	for _, row := range rows {
		pairs := []pair{}
		for i, key := range row {
			pairs = append(pairs, pair{key: key, n: i})
		}
		for i := range pairs {
			pairs[i].n *= 2
			pairs[i].data[0] = 1
		}
		all = append(all, pairs...)
		if len(pairs) > 2 {
			all = append(all, pairs[2])
			continue
		}
	}
	return all
}

func emptyCounted(rounds int) (n int) {
	for i := 0; i < rounds; i++ {
		seen := []bool{}
		seen = append(seen, i > 1)
		n += len(seen)
	}
	return n
}

func numbers(next func() (int, bool)) (n int) {
	for {
		k, ok := next()
		if !ok {
			return n
		}
		var digits []byte
		for ; k > 0; k /= 10 {
			digits = append(digits, byte(k%10))
		}
		n += len(digits)
	}
}

func emptyWhile(n int) (sum int) {
	for n > 0 {
		digits := []int{}
		digits = append(digits, n%10)
		sum += digits[0]
		n /= 10
	}
	return sum
}

func texts(c chan string) (n int) {
	for text := range c {
		var words []string
		for _, word := range strings.Split(text, " ") {
			words = append(words, word)
		}
		n += len(words)
	}
	return n
}

func emptyTexts(next func() *pair) (n int) {
	for {
		pairs := []*pair{}
		p := next()
		if p == nil {
			return n
		}
		pairs = append(pairs, p)
		for _, p := range pairs {
			n += p.n
		}
	}
}

func read(r io.Reader, size int) (n int) {
	for {
		buf := make([]byte, size)
		k, err := io.ReadFull(r, buf)
		for _, c := range buf[:k] {
			n += int(c)
		}
		if err != nil {
			return n
		}
	}
}

func readInRounds(r io.Reader, rounds int) (n int) {
	for range rounds {
		buf := make([]byte, 8)
		r.Read(buf)
		n += int(buf[0])
	}
	return n
}

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

func roomForEver(next func() int, most int) (n int) {
	for {
		kept := make([]int, 0, most)
		for v := next(); v > 0; v-- {
			kept = append(kept, v)
		}
		if len(kept) == 0 {
			return n
		}
		n += kept[len(kept)-1]
	}
}

// A size below 0 would panic before anything is read, so this is unsafe.
func readBehind(r io.Reader, size int) (n int) {
	for {
		r.Read(nil)
		buf := make([]byte, size)
		k, err := r.Read(buf)
		n += k
		if err != nil {
			return n
		}
	}
}
