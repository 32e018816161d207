package p

type point struct{ x, y int }

func literals() {
	_ = 1
	//  ^ untyped int
	_ = 1.5
	//  ^^^ untyped float
	_ = 'a'
	//  ^^^ untyped rune
	_ = "a"
	//  ^^^ untyped string
	_ = 2i
	//  ^^ untyped complex
	_ = true
	//  ^^^^ untyped bool
	_ = []string{"a"}
	//  ^^^^^^^^^^^^^ []string
	_ = [...]int{1, 2, 5: 3}
	//  ^^^^^^^^^^^^^^^^^^^^ [6]int
	_ = map[string][]int{"a": {1}}
	//                        ^^^ []int
	_ = []*point{{1, 2}}
	//           ^^^^^^ *point
	_ = &point{1, 2}
	//  ^^^^^^^^^^^^ *point
	_ = map[point]bool{{1, 2}: true}
	//                 ^^^^^^ point
	_ = func(a, b int, c ...string) (n int, err error) { return }
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ func(int, int, ...string) (int, error)
	_ = [][]point{{{1, 2}}}
	//             ^^^^^^ point
}
