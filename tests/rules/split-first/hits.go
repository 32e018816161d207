package p

import str "strings"

const colon = ":"

type request struct{ host, path string }

func (r *request) set(host, path string) {
	r.host = str.Split(host, colon)[0]
	r.path = str.SplitN(path, "?", 2)[0] // no query
}

func name(file string) string {
	base := str.Split(file[1:], "::")[0]
	if base != "" {
		ext := str.SplitN(base, ".", 2)[0]
		return str.Split(ext, "-")[0]
	}
	return str.SplitN(file, "\n", 2)[0]
}

func mediaTypes(header string) (mediaType string) {
	mediaType = str.TrimSpace(str.SplitN(header, ";", 2)[0])
	lower := str.ToLower(str.Split(header, ";")[0])
	if lower != "" {
		return str.ToUpper(str.Split(lower, "/")[0])
	}
	return mediaType
}
