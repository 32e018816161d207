package p

import (
	"bufio"
	"bytes"
	"io"
	"net/textproto"
	"os"
	"strings"
)

func header(text string) (textproto.MIMEHeader, error) {
	return textproto.NewReader(bufio.NewReader(strings.NewReader(text))).ReadMIMEHeader()
}

func file(f *os.File) ([]byte, error) {
	return io.ReadAll(bufio.NewReader(f))
}

func sized(text string) ([]byte, error) {
	return io.ReadAll(bufio.NewReaderSize(strings.NewReader(text), 16))
}

func line(text string) (string, error) {
	r := bufio.NewReader(strings.NewReader(text))
	return r.ReadString('\n')
}

func bytesRead(data []byte) *bufio.Scanner {
	return bufio.NewScanner(bufio.NewReader(bytes.NewReader(data)))
}
