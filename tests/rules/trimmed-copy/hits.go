package p

import (
	"os"
	"strings"
)

const mark = "# "

type record struct{ name []byte }

func texts(r record) (all []string, err error) {
	out, err := os.ReadFile("/sys/power/state") // may be missing
	if err != nil {
		return nil, err
	}
	state := strings.TrimSpace(string(out))
	all = append(all, state, strings.TrimRight(string(r.name), "\x00"), strings.Trim(string(r.name /* as read */), " \n"))
	return append(all, strings.TrimLeft(string(out), mark), strings.TrimPrefix(string(out), mark), strings.TrimSuffix(string(out), "\n")), nil
}
