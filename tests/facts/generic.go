package p

import "cmp"

type number interface {
	~int | ~int64 | ~float64
}
type list[T any] struct {
	head *item[T]
	len  int
}
type item[T any] struct {
	value T
	next  *item[T]
}
type table[K comparable, V any] map[K]V
type ints []int
type alias[T any] = map[string]T
type plain = []string

func (l *list[T]) push(v T) *list[T]   { return l }
func (l *list[E]) each(f func(E) bool) {}
func (t table[K, V]) keys() []K        { return nil }
func (l list[T]) all() func(func(int, T) bool) {
	_ = l.head.value
	//  ^^^^^^^^^^^^ T
	_ = l.push
	//  ^^^^^^ func(T) *list[T]
	return nil
}

func mapOf[T, R any](xs []T, f func(T) R) []R                  { return nil }
func keep[S ~[]E, E any](s S, f func(E) bool) S                { return s }
func first[S ~[]E, E any](s S) E                               { return s[0] }
func sum[T number](xs ...T) (total T)                          { return }
func keysOf[M ~map[K]V, K comparable, V any](m M) []K          { return nil }
func pick[T any](ok bool, a, b T) T                            { return a }
func ptrTo[T any](v T) *T                                      { return &v }
func decode[T any](s string) (T, error)                        { panic(0) }
func convert[To, From any](f From) To                          { panic(0) }
func setter[T any, P interface{ *T; Set(string) }](s string) T { panic(0) }
func larger[T cmp.Ordered](a, b T) T {
	if a > b {
	// ^^^^^ untyped bool
		return a
		//     ^ T
	}
	return b
}

type conf struct{ n int }

func (c *conf) Set(string) {}

func generic(xs []string, is ints, l *list[float64], m map[string]conf, t table[string, int]) {
	_ = mapOf(xs, func(s string) int { return len(s) })
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ []int
	_ = keep(is, func(i int) bool { return true })
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ints
	_ = first(is)
	//  ^^^^^^^^^ int
	_ = sum(1, 2)
	//  ^^^^^^^^^ int
	_ = sum(1, 2.5)
	//  ^^^^^^^^^^^ float64
	_ = keysOf(m)
	//  ^^^^^^^^^ []string
	_ = pick(true, 1, 'a')
	//  ^^^^^^^^^^^^^^^^^^ int32
	_ = pick(true, nil, xs)
	//  ^^^^^^^^^^^^^^^^^^^ []string
	_ = ptrTo("x")
	//  ^^^^^^^^^^ *string
	_, _ = decode[conf]("")
	//     ^^^^^^^^^^^^^^^^ (conf, error)
	_ = convert[int64](xs)
	//  ^^^^^^^^^^^^^^^^^^ int64
	_ = convert[int64, string]("")
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^ int64
	_ = setter[conf]("x")
	//  ^^^^^^^^^^^^^^^^^ conf
	_ = larger("a", "b")
	//  ^^^^^^^^^^^^^^^^ string
	_ = larger[float32]
	//  ^^^^^^^^^^^^^^^ func(float32, float32) float32
	_ = l.push(1).head.value
	//  ^^^^^^^^^^^^^^^^^^^^ float64
	//  ^^^^^^^^^ *list[float64]
	_ = l.head.next
	//  ^^^^^^^^^^^ *item[float64]
	_ = t.keys()
	//  ^^^^^^^^ []string
	_ = t["a"]
	//  ^^^^^^ int
	_ = list[int]{}
	//  ^^^^^^^^^^^ list[int]
	_ = item[list[int]]{}.value
	//  ^^^^^^^^^^^^^^^^^^^^^^^ list[int]
	_ = table[int, string](nil)
	//  ^^^^^^^^^^^^^^^^^^^^^^^ table[int, string]
	_ = alias[int]{}
	//  ^^^^^^^^^^^^ map[string]int
	var a alias[plain]
	//  ^ map[string][]string
	_ = a
	for i, v := range l.all() {
	//  ^ int
	//     ^ float64
		_, _ = i, v
	}
	_ = unknown(xs)
	//  ^^^^^^^^^^^ unknown: undeclared-name
	_ = decode("x")
	//  ^^^^^^^^^^^ unknown: generic-inference
	_ = mapOf(mapOf(is, ptrTo), func(p *int) int { return *p })
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown: generic-inference
}

func inside[K comparable, V number](m map[K]V, k K, v V, xs []V) {
	_ = m[k] + v
	//  ^^^^^^^^ V
	_ = V(1)
	//  ^^^^ V
	_ = float64(v) * 2
	//  ^^^^^^^^^^^^^^ float64
	_ = sum(xs...)
	//  ^^^^^^^^^^ V
	_ = v * 2
	//  ^^^^^ V
	for key, value := range m {
	//  ^^^ K
	//       ^^^^^ V
		_, _ = key, value
	}
	_ = v
	//  ^ kind type parameter
	inside(map[string]int{}, "", 1, nil)
	type pairOf[A any] struct{ a A }
}

func bytesOrString[T ~string | ~[]byte](t T) {
	_ = t[0]
	//  ^^^^ uint8
	_ = len(t)
	//  ^^^^^^ int
	_ = string(t)
	//  ^^^^^^^^^ string
	_ = t[1:]
	//  ^^^^^ T
}

func coreTypes[S ~[]E, E any, F func(E) E, C ~chan E](s S, f F, c C) {
	_ = s[0]
	//  ^^^^ E
	_ = f(s[0])
	//  ^^^^^^^ E
	_ = <-c
	//  ^^^ E
	_ = append(s, s[0])
	//  ^^^^^^^^^^^^^^^ S
	_ = s[:1]
	//  ^^^^^ S
	_ = make(S, 3)
	//  ^^^^^^^^^^ S
	for _, e := range s {
	//     ^ E
		_ = e
	}
}
