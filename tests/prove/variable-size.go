package p

func header(text string) (sum int) {
	size := 64
	buf := make([]byte, size)
	n := copy(buf, text)
	for _, b := range buf {
		sum += int(b)
	}
	return sum + size - n
}

func start(text string) (sum int) {
	n := len(text)
	if n > 64 {
		n = 64
	}
	buf := make([]byte, n)
	copy(buf, text)
	for _, b := range buf {
		sum += int(b)
	}
	return sum + len(buf)
}

const limit = 128

func last(text string) byte {
	buf := make([]byte, min(len(text), limit))
	copy(buf, text)
	return buf[len(buf)-1]
}
