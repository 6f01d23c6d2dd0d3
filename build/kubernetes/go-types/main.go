// Prints, as JSON, what Go's reflection says about the types of the served API: fields, JSON names, what is left out when
// empty, protobuf field numbers. Run by build/kubernetes/write-schemas.ts with the served group versions as arguments.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
	apiregistration "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
)

type field struct {
	JSON string `json:"json"`
	Type string `json:"type"`
	// e: omitempty, z: omitzero
	Omit   string `json:"omit,omitempty"`
	Number int    `json:"number,omitempty"`
	// Go's names of the embedded structs that hold it, and their protobuf numbers (0: the fields are the message's own).
	Inside        []string `json:"inside,omitempty"`
	InsideNumbers []int    `json:"insideNumbers,omitempty"`
	InsidePointer []bool   `json:"insidePointer,omitempty"`
}

type typeFacts struct {
	Kind    string  `json:"kind"`
	Fields  []field `json:"fields,omitempty"`
	Element string  `json:"element,omitempty"`
	Message bool    `json:"message,omitempty"`
}

var types = map[string]*typeFacts{}

var marshaler = reflect.TypeFor[json.Marshaler]()

type protoMarshaler interface{ Marshal() ([]byte, error) }

var protobuf = reflect.TypeFor[protoMarshaler]()

func main() {
	s := scheme.Scheme
	must(apiextensions.AddToScheme(s))
	must(apiregistration.AddToScheme(s))
	kinds := map[string]map[string]string{}
	for _, text := range os.Args[1:] {
		gv, err := schema.ParseGroupVersion(text)
		must(err)
		kinds[text] = kindsOf(s, gv)
	}
	out, err := json.Marshal(map[string]any{"kinds": kinds, "types": types})
	must(err)
	os.Stdout.Write(out)
}

func kindsOf(s *runtime.Scheme, gv schema.GroupVersion) map[string]string {
	found := map[string]string{}
	for kind, t := range s.KnownTypes(gv) {
		if kind == "WatchEvent" || kind == "APIGroup" || kind == "APIVersions" || kind == "APIGroupList" || kind == "APIResourceList" {
			continue
		}
		found[kind] = expression(t)
	}
	return found
}

// Go's own spelling, with the whole package path, so that a name is one type.
func expression(t reflect.Type) string {
	if t.Name() != "" {
		if t.PkgPath() == "" {
			return t.Name()
		}
		name := t.PkgPath() + "." + t.Name()
		describe(name, t)
		return name
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + expression(t.Elem())
	case reflect.Slice:
		return "[]" + expression(t.Elem())
	case reflect.Map:
		return "map[" + expression(t.Key()) + "]" + expression(t.Elem())
	case reflect.Interface:
		return "interface"
	}
	panic(fmt.Sprintf("no expression for %v", t))
}

func describe(name string, t reflect.Type) {
	if _, known := types[name]; known {
		return
	}
	facts := &typeFacts{Kind: t.Kind().String()}
	types[name] = facts
	if t.Kind() != reflect.Struct && t.Kind() != reflect.Interface {
		facts.Message = reflect.PointerTo(t).Implements(protobuf)
	}
	if t.Implements(marshaler) || reflect.PointerTo(t).Implements(marshaler) {
		facts.Kind = "custom"
	}
	switch t.Kind() {
	case reflect.Slice:
		facts.Element = "[]" + expression(t.Elem())
	case reflect.Map:
		facts.Element = "map[" + expression(t.Key()) + "]" + expression(t.Elem())
	case reflect.Struct:
		if name != "k8s.io/apimachinery/pkg/apis/meta/v1.Time" && name != "k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime" && !strings.HasSuffix(name, "resource.Quantity") {
			collect(facts, t, nil, nil, nil)
		}
	}
}

func collect(facts *typeFacts, t reflect.Type, inside []string, numbers []int, pointers []bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		parts := strings.Split(f.Tag.Get("json"), ",")
		number := protobufNumber(f.Tag.Get("protobuf"))
		if f.Anonymous && parts[0] == "" {
			inner := f.Type
			pointer := inner.Kind() == reflect.Pointer
			if pointer {
				inner = inner.Elem()
			}
			collect(facts, inner, append(clone(inside), f.Name), append(clone(numbers), number), append(clone(pointers), pointer))
			continue
		}
		name, options := parts[0], parts[1:]
		if name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		omit := ""
		for _, option := range options {
			switch option {
			case "omitempty":
				omit += "e"
			case "omitzero":
				omit += "z"
			case "inline":
			default:
				panic("unknown option " + option + " of " + name)
			}
		}
		facts.Fields = append(facts.Fields, field{JSON: name, Type: expression(f.Type), Omit: omit, Number: number, Inside: inside, InsideNumbers: numbers, InsidePointer: pointers})
	}
}

func clone[T any](list []T) []T { return append([]T(nil), list...) }

func protobufNumber(tag string) int {
	parts := strings.Split(tag, ",")
	if len(parts) < 2 {
		return 0
	}
	number, err := strconv.Atoi(parts[1])
	must(err)
	return number
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
