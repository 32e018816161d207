package memory

import (
	"sync/atomic"
	"unsafe"
)

type fixed struct {
	kind  uint16
	count uint32
	sum   uint64
	crc   uint32
}

type words struct {
	a int
	b string
}

type holds[T any] struct{ value T }

const same = unsafe.Offsetof(fixed{}.crc)
//    ^^^^ uintptr
//    ^^^^ const 16
const small = unsafe.Sizeof(uint16(0)) + unsafe.Alignof(fixed{}.kind)
//    ^^^^^ const 4
const wide = unsafe.Sizeof(words{})
//    ^^^^ const unknown
const first = unsafe.Offsetof(words{}.a)
//    ^^^^^ const 0
const padded = unsafe.Sizeof(fixed{})
//    ^^^^^^ const unknown
const untold = unsafe.Sizeof(atomic.Int64{})
//    ^^^^^^ const unknown

type table struct {
	sums  [unsafe.Offsetof(fixed{}.crc)]byte
	pages [unsafe.Sizeof(uintptr(0))]fixed
	next  *table
	inner
}

type inner struct{ names []string }

func sizes[T any](t *table, generic T) {
	_ = t.sums
	//  ^^^^^^ [16]uint8
	_ = t.next
	//  ^^^^^^ *table
	_ = t.next.next.names
	//  ^^^^^^^^^^^^^^^^^ []string
	_ = t.pages
	//  ^^^^^^^ unknown: array-length
	_ = unsafe.Sizeof(generic)
	//  ^^^^^^^^^^^^^^^^^^^^^^ uintptr
	//  ^^^^^^^^^^^^^^^^^^^^^^ constant no
	_ = unsafe.Sizeof(holds[T]{})
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^ constant no
	_ = unsafe.Sizeof(&generic)
	//  ^^^^^^^^^^^^^^^^^^^^^^^ constant yes
	_ = unsafe.Sizeof(holds[int32]{})
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ const 4
}
