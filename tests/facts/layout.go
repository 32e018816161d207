package p

type small struct {
	a bool
	b int64
	c bool
}
type packed struct {
	b    int64
	a, c bool
}
type tail struct {
	n int32
	e struct{}
}
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

type guarded struct {
	_ noCopy
	n int
}
type valueLock struct{}

func (valueLock) Lock()   {}
func (valueLock) Unlock() {}

type tree struct {
	kids []tree
	up   *tree
}

func layout(s small, p packed, t tail, g guarded, pg *guarded, arr [3]guarded, v valueLock, str string, e any, m map[string]int, f [4]float32, z struct{}, c complex128, tr tree, fn func(), i8 [3]int8, mixed [2]struct {
	a int16
	b string
}) {
	_ = s
	//  ^ size 24
	//  ^ size32 16
	//  ^ pointers no
	//  ^ comparable yes
	//  ^ lock no
	_ = p
	//  ^ size 16
	_ = t
	//  ^ size 8
	_ = g
	//  ^ lock yes
	_ = pg
	//  ^^ lock no
	//  ^^ size 8
	//  ^^ pointers yes
	_ = arr
	//  ^^^ lock yes
	//  ^^^ size 24
	_ = v
	//  ^ lock no
	_ = str
	//  ^^^ size 16
	//  ^^^ size32 8
	//  ^^^ pointers yes
	//  ^^^ kind string
	//  ^^^ element uint8
	_ = e
	//  ^ size 16
	//  ^ comparable yes
	//  ^ kind interface
	_ = m
	//  ^ size 8
	//  ^ comparable no
	//  ^ kind map
	//  ^ element int
	_ = f
	//  ^ size 16
	//  ^ kind array
	_ = &f
	//  ^^ kind array pointer
	//  ^^ element float32
	_ = z
	//  ^ size 0
	_ = c
	//  ^ size 16
	_ = tr
	//  ^^ size 32
	//  ^^ comparable no
	//  ^^ pointers yes
	_ = fn
	//  ^^ comparable no
	//  ^^ kind func
	_ = i8
	//  ^^ size 3
	_ = mixed
	//  ^^^^^ size 48
	//  ^^^^^ size32 24
	//  ^^^^^ comparable yes
}
