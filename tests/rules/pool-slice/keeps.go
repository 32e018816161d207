package p

import "sync"

var buffers sync.Pool

func back(b []byte) {
	buffers.Put(&b)
}

func pointer(p *[]byte) {
	buffers.Put(p)
}

func unknown(v any) {
	buffers.Put(v)
}

type pool interface{ Put(any) }

func other(p pool, b []byte) {
	p.Put(b)
}
