package p

import (
	"bytes"
	"strconv"
	"strings"
)

type table struct{ out bytes.Buffer }

func (t *table) rows(b *strings.Builder, ids []uint64, sizes []int64) {
	for i, id := range ids {
		t.out.WriteString(strconv.Itoa(i + 1)) // from 1
		t.out.WriteString(strconv.FormatUint(id, 10))
		b.WriteString(strconv.FormatInt(sizes[i], 10))
	}
	b.WriteString(strconv.Itoa(len(ids)))
}
