package p

import "unsafe"

type mine int
type word string
type flags uint8

const (
	a = iota
	//< const 0
	b
	//< const 1
	_
	d, e = iota, iota * 10
	//< const 3
	// ^ const 30
	f, g
	//< const 4
	// ^ const 40
)

const (
	first flags = 1 << iota
	//<<<<< flags
	//<<<<< const 1
	second
	//<<<<<< flags
	//<<<<<< const 2
	third
	//<<<<< const 4
)

const big = 1 << 62
//    ^^^ const 4611686018427387904
const huge = 1 << 200
//    ^^^^ untyped int
//    ^^^^ const unknown
const back = huge >> 198
//    ^^^^ const unknown
const text = "a" + "bc"
//    ^^^^ const "abc"
const length = len(text)
//    ^^^^^^ int
//    ^^^^^^ const 3
const half = 1 / 2.0
//    ^^^^ untyped float
//    ^^^^ const 1/2
const third3 = 1.0 / 3
//    ^^^^^^ untyped float
//    ^^^^^^ const 1/3
const tenth float64 = 0.1
//    ^^^^^ const 3602879701896397/36028797018963968
const single = float32(1) / 3
//    ^^^^^^ const 11184811/33554432
const thirds = third3 * 3
//    ^^^^^^ const 1
const hexadecimal = 0x1.8p-3
//    ^^^^^^^^^^^ const 3/16
const tenths = tenth*3 == 0.3
//    ^^^^^^ const false
const exactly = 0.1*3 == 0.3
//    ^^^^^^^ const true
const steep = 1e4000
//    ^^^^^ const unknown
const whole = 7 / 2
//    ^^^^^ const 3
const yes = 1 < 2 && text != ""
//    ^^^ untyped bool
//    ^^^ const true
const letter = 'a' + 1
//    ^^^^^^ untyped rune
//    ^^^^^^ const 98
const width = 32 << (^uint(0) >> 63)
//    ^^^^^ const unknown
//    ^^^^^ untyped int
const inverted = ^uint8(1)
//    ^^^^^^^^ uint8
//    ^^^^^^^^ const 254
const neg = -5 % 3
//    ^^^ const -2
const conv = string(rune(65))
//    ^^^^ string
//    ^^^^ const "A"
const fl float32 = 2
//    ^^ float32
//    ^^ const 2
const notted = !yes
//    ^^^^^^ const false
const smaller = min(3, 1.5)
//    ^^^^^^^ untyped float
//    ^^^^^^^ const 3/2
const asInt = int(2.0)
//    ^^^^^ const 2

var array [4]string
const arrayLen = len(array)
//    ^^^^^^^^ int
//    ^^^^^^^^ const 4
const size = unsafe.Sizeof(array)
//    ^^^^ uintptr

func operators(x int, m mine, u uint8, s string, w word, fp float32, n uint, p *int, xs []int, i any, ch <-chan word) {
	_ = x + 1
	//  ^^^^^ int
	_ = 1 + x
	//  ^^^^^ int
	_ = m * 2
	//  ^^^^^ mine
	//  ^^^^^ exact int no
	_ = 'a' + u
	//  ^^^^^^^ uint8
	_ = 2 * fp
	//  ^^^^^^ float32
	_ = 1 + 'a'
	//  ^^^^^^^ untyped rune
	_ = 1.5 + 'a'
	//  ^^^^^^^^^ untyped float
	_ = s + "x"
	//  ^^^^^^^ string
	_ = "x" + w
	//  ^^^^^^^ word
	_ = x == 1
	//  ^^^^^^ untyped bool
	_ = p == nil
	//  ^^^^^^^^ untyped bool
	//       ^^^ untyped nil
	_ = !(x > 1)
	//  ^^^^^^^^ untyped bool
	_ = -m
	//  ^^ mine
	_ = ^u
	//  ^^ uint8
	_ = *p
	//  ^^ int
	_ = &xs[0]
	//  ^^^^^^ *int
	_ = <-ch
	//  ^^^^ word
	_ = u << n
	//  ^^^^^^ uint8
	_ = 1 << 3
	//  ^^^^^^ untyped int
	_ = 1.0 << 3
	//  ^^^^^^^^ untyped int
	var i64 int64 = 1 << n
	//              ^^^^^^ int64
	_ = i64 + 1<<n
	//        ^^^^ int64
	y := 1 << n
	//   ^^^^^^ int
	//< int
	_ = u&(1<<n) != 0
	//    ^^^^^^ uint8
	_ = uint16(1 << n)
	//         ^^^^^^ uint16
	_ = xs[1<<n]
	//     ^^^^ int
	_ = y<<2 | x
	//  ^^^^^^^^ int
	_ = s[0]
	//  ^^^^ uint8
	_ = s[1:]
	//  ^^^^^ string
	_ = w[:2]
	//  ^^^^^ word
	_ = "abc"[1:]
	//  ^^^^^^^^^ string
	_ = array[1:3]
	//  ^^^^^^^^^^ []string
	_ = (&array)[:]
	//  ^^^^^^^^^^^ []string
	_ = xs[:1:2]
	//  ^^^^^^^^ []int
	_ = i.(fmtStringer)
	//  ^^^^^^^^^^^^^^^ unknown: undeclared-name
	_ = i.(interface{ M(int) word })
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ interface{M(int) word}
	_ = (x)
	//  ^^^ int
	//   ^ exact int yes
	_ = 1
	//  ^ exact int yes
	_ = []byte(s)
	//  ^^^^^^^^^ []uint8
	_ = mine(x)
	//  ^^^^^^^ mine
	_ = (mine)(x)
	//  ^^^^^^^^^ mine
	_ = (*mine)(nil)
	//  ^^^^^^^^^^^^ *mine
	_ = *(*mine)(unsafe.Pointer(p))
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ mine
	_ = (func())(nil)
	//  ^^^^^^^^^^^^^ func()
	_ = map[string]int(nil)
	//  ^^^^^^^^^^^^^^^^^^^ map[string]int
	_ = interface{}(x)
	//  ^^^^^^^^^^^^^^ any
	_ = error(nil)
	//  ^^^^^^^^^^ error
	_ = string(w)
	//  ^^^^^^^^^ string
	_ = float64(x) / 2
	//  ^^^^^^^^^^^^^^ float64
	_ = (*[4]string)(nil)[1]
	//  ^^^^^^^^^^^^^^^^^^^^ string
	_ = a + b*d
	//  ^^^^^^^ untyped int
	_ = first | third
	//  ^^^^^^^^^^^^^ flags
	//  ^^^^^^^^^^^^^ const 5
}

func builtins(xs []mine, m map[string]int, s string, c chan int, fp float32, z complex64, x int) {
	_ = append(xs, 1)
	//  ^^^^^^^^^^^^^ []mine
	_ = append([]byte(nil), s...)
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^ []uint8
	_ = len(xs)
	//  ^^^^^^^ int
	//  ^^^^^^^ const unknown
	_ = cap(c)
	//  ^^^^^^ int
	_ = copy(xs, xs)
	//  ^^^^^^^^^^^^ int
	_ = make([]mine, 0, len(xs))
	//  ^^^^^^^^^^^^^^^^^^^^^^^^ []mine
	_ = make(map[string]chan int)
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^ map[string]chan int
	_ = new(mine)
	//  ^^^^^^^^^ *mine
	_ = new(x + 1)
	//  ^^^^^^^^^^ *int
	_ = new("text")
	//  ^^^^^^^^^^^ *string
	_ = min(x, 3)
	//  ^^^^^^^^^ int
	_ = max(1, 2.5)
	//  ^^^^^^^^^^^ untyped float
	_ = max(fp, 1)
	//  ^^^^^^^^^^ float32
	_ = min(both())
	//  ^^^^^^^^^^^ mine
	_ = append(grown())
	//  ^^^^^^^^^^^^^^^ []mine
	_ = complex(fp, 1)
	//  ^^^^^^^^^^^^^^ complex64
	_ = real(z)
	//  ^^^^^^^ float32
	_ = imag(2i)
	//  ^^^^^^^^ untyped float
	_ = recover()
	//  ^^^^^^^^^ any
	delete(m, "a")
	//<<<<<<<<<<<<<< ()
	_ = unsafe.Sizeof(x)
	//  ^^^^^^^^^^^^^^^^ uintptr
	_ = unsafe.Slice(&xs[0], 2)
	//  ^^^^^^^^^^^^^^^^^^^^^^^ []mine
	_ = len([3]int{})
	//  ^^^^^^^^^^^^^ const 3
	_ = len([...]string{2: "a"})
	//  ^^^^^^^^^^^^^^^^^^^^^^^^ const 3
}

func both() (a, b mine)      { return }
func grown() ([]mine, mine) { return nil, 0 }
