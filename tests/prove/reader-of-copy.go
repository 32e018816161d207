package p

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
)

func scanner(s string) (n int) {
	scanner := bufio.NewScanner(bytes.NewReader([]byte(s)))
	for scanner.Scan() {
		n += len(scanner.Text())
	}
	return n
}

func reader(s string) string {
	line, _ := bufio.NewReader(bytes.NewBufferString(s)).ReadString('b')
	return line
}

func table(s string) int {
	rows, _ := csv.NewReader(bytes.NewBuffer([]byte(s))).ReadAll()
	return len(rows)
}

//prove:with []string{"", "{}", "[1, 2]", "{\"a\": [true, null]}", "nonsense"}
func decoded(s string) string {
	var v json.RawMessage
	if err := json.NewDecoder(bytes.NewReader([]byte(s))).Decode(&v); err != nil {
		return err.Error()
	}
	return string(v)
}

//prove:with []string{"", "<a>text</a>", "<a><b/></a>", "nonsense"}
func markup(s string) string {
	var v struct {
		Text string `xml:",chardata"`
	}
	if err := xml.NewDecoder(bytes.NewBufferString(s)).Decode(&v); err != nil {
		return err.Error()
	}
	return v.Text
}
