package p

import "strings"

//prove:with [][]byte{nil, []byte("\n"), []byte(" \t a line \n"), []byte("                                        ")}
func space(b []byte) string { return strings.TrimSpace(string(b)) }

//prove:with [][]byte{nil, []byte("\n"), []byte(" \n a line \n"), []byte("                                        ")}
func trim(b []byte) string { return strings.Trim(string(b), "\n é") }

//prove:with [][]byte{nil, []byte("\n"), []byte(" \n a line \n"), []byte("                                        ")}
func left(b []byte) string { return strings.TrimLeft(string(b), "\n ") }

//prove:with [][]byte{nil, []byte("\x00\x00"), []byte("name\x00\x00")}
func right(b []byte) string { return strings.TrimRight(string(b), "\x00") }

//prove:with [][]byte{nil, []byte("# "), []byte("# text"), []byte("text")}
func prefix(b []byte) string { return strings.TrimPrefix(string(b), "# ") }

//prove:with [][]byte{nil, []byte("\r\n"), []byte("text\r\n"), []byte("text")}
func suffix(b []byte) string { return strings.TrimSuffix(string(b), "\r\n") }
