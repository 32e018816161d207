package p

func keys(byName map[string]int, names []string, raw [][]byte, n int) {
	own := map[string]int{}
	for i, name := range names {
		own["x/"+name+"/y"]++
		own[name+"/"+"y"]++
		own[string(name)]++
		own[string(rune(i))]++
		own[name+"/"+names[0]+names[1]]++
		_ = own[string(raw[0])]
		byName[name+"/"+name]++
		byName[string(raw[0])]++
	}
	own[names[0]+"/"+names[1]]++
	ints := map[int]int{}
	for i := range n {
		ints[i+1+n]++
	}
}

type log struct{ seen map[string]int }

func (l *log) add(lines [][2]string) {
	for _, line := range lines {
		l.seen[line[0]+"/"+line[1]]++
	}
}
