package p

import (
	"compress/gzip"
	"encoding/json"
	"io"
)

type server struct{ z *gzip.Writer }

func header(out io.Writer, name string) {
	z := gzip.NewWriter(out)
	z.Name = name
	z.Close()
}

func returned(out io.Writer) io.WriteCloser {
	z := gzip.NewWriter(out)
	return z
}

func stored(s *server, out io.Writer) {
	z := gzip.NewWriter(out)
	s.z = z
}

func handedOn(out io.Writer, next func(io.Writer)) {
	z := gzip.NewWriter(out)
	next(z)
	z.Close()
}

// A source that knows how to write itself may keep where it was told to write.
func copied(out io.Writer, in io.Reader) {
	z := gzip.NewWriter(out)
	io.Copy(z, in)
	z.Close()
}

func background(out io.Writer, data []byte) {
	z := gzip.NewWriter(out)
	go func() {
		z.Write(data)
		z.Close()
	}()
}

func bound(out io.Writer) func() error {
	z := gzip.NewWriter(out)
	return z.Close
}

func encoder(out io.Writer) *json.Encoder {
	z := gzip.NewWriter(out)
	return json.NewEncoder(z)
}

func each(outs []io.Writer, data []byte) {
	for _, out := range outs {
		z := gzip.NewWriter(out)
		z.Write(data)
		z.Close()
	}
}

func again(outs []io.Writer, data []byte) {
	z := gzip.NewWriter(outs[0])
	z.Write(data)
	z.Reset(outs[1])
	z.Close()
}

func reassigned(out io.Writer, data []byte) {
	z := gzip.NewWriter(out)
	z.Write(data)
	z = gzip.NewWriter(out)
	z.Close()
}

func compared(out io.Writer, other *gzip.Writer) bool {
	z := gzip.NewWriter(out)
	return z == other
}

func init() {
	z := gzip.NewWriter(nil)
	z.Close()
}
