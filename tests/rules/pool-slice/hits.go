package p

import "sync"

type conn struct {
	buffers *sync.Pool
	buf     []byte
}

func (c *conn) close() {
	c.buffers.Put(c.buf)
	c.buf = nil
}

type key struct{ host, path string }

var keys sync.Pool

func forget(k key) {
	keys.Put(k)
}
