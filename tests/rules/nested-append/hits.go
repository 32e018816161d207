package p

type id int

type set struct{ own, more []id }

func (s *set) all(names []string, text string) ([]id, []byte) {
	joined := append(append([]id{}, s.own...), s.more...) // both
	for _, name := range names {
		text += name
	}
	return joined, append(append([]byte{}, text...), text...)
}
