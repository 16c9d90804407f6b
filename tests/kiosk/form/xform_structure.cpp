// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/form/xform_structure.hpp"

#include "kiosk/form/expression_lexer.hpp"

#include <pugixml.hpp>

#include <map>
#include <optional>
#include <set>

namespace istiqbal::form::tests {
namespace {

using Paths = std::set<std::string>;

std::string parent_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

/// Follows the paths of an expression and hands out each place that they pass.
class PathReader {
public:
    PathReader(const std::string& source, std::string self)
        : self_(std::move(self))
        , contexts_{self_} {
        ExpressionLexer lexer(source);
        while (true) {
            const auto token = lexer.next();
            if (!token) {
                readable_ = false;
                break;
            }
            tokens_.push_back(*token);
            if (token->kind == TokenKind::end)
                break;
        }
    }

    std::optional<Paths> read() {
        if (!readable_)
            return std::nullopt;
        for (at_ = 0; tokens_[at_].kind != TokenKind::end; ++at_)
            step();
        return places_;
    }

private:
    bool is(std::size_t index, std::string_view symbol) const {
        return index < tokens_.size() && tokens_[index].kind == TokenKind::symbol &&
               tokens_[index].text == symbol;
    }

    void arrive(const std::string& path) {
        here_ = path;
        operand_ = true;
        places_.insert(path);
    }

    void step() {
        const Token& token = tokens_[at_];
        if (token.kind == TokenKind::word)
            return word(std::string(token.text));
        if (token.kind != TokenKind::symbol) {
            operand_ = true;
            const bool path =
                token.text.substr(0, 1) == "/" ||
                token.text.substr(0, 3) == "../"; // the second value of jr:choice-name() is a path in quotes
            if (token.kind == TokenKind::text && path) {
                const auto quoted = PathReader(std::string(token.text), contexts_.front()).read();
                places_.merge(Paths(quoted.value_or(Paths{})));
            }
            return;
        }
        if (token.text == ".")
            return arrive(contexts_.back());
        if (token.text == "..")
            return arrive(parent_of(contexts_.back()));
        if (token.text == "/")
            return slash();
        if (token.text == "[") {
            contexts_.push_back(here_);
            filtered_.push_back(here_);
            operand_ = false;
        } else if (token.text == "]") {
            contexts_.pop_back();
            here_ = filtered_.back();
            filtered_.pop_back();
            operand_ = true;
        } else {
            operand_ = token.text == ")";
        }
    }

    void slash() {
        const std::string from = operand_ ? here_ : "";
        ++at_;
        if (is(at_, ".."))
            arrive(parent_of(from));
        else
            arrive(from + "/" + std::string(tokens_[at_].text));
    }

    void word(const std::string& name) {
        if (operand_) {
            operand_ = false; // and, or, div, mod
        } else if (!is(at_ + 1, "(")) {
            arrive(contexts_.back() + "/" + name);
        } else if (name == "current") {
            at_ += 2;
            arrive(self_);
        } else if (name == "instance") {
            arrive("instance:" + std::string(tokens_[at_ + 2].text));
            at_ += 3;
        }
    }

    std::string self_;
    std::vector<Token> tokens_;
    bool readable_ = true;
    std::size_t at_ = 0;
    std::vector<std::string> contexts_;
    std::vector<std::string> filtered_;
    std::string here_;
    bool operand_ = false;
    Paths places_;
};

class Inspector {
public:
    explicit Inspector(const std::string& xml) {
        if (!document_.load_string(xml.c_str()))
            problems_.push_back("not XML");
        model_ = document_.child("h:html").child("h:head").child("model");
    }

    std::vector<std::string> inspect() {
        for (const pugi::xml_node instance : model_.children("instance")) {
            const std::string id = instance.attribute("id").value();
            collect(instance.first_element_by_path("."), id.empty() ? "" : "instance:" + id);
            if (!id.empty())
                nodes_.insert("instance:" + id);
        }
        inspect_texts();
        for (const pugi::xml_node bind : model_.children("bind"))
            inspect_bind(bind);
        for (const pugi::xml_node action : model_.children("setvalue"))
            inspect_action(action);
        inspect_body(document_.child("h:html").child("h:body"), "");
        for (const std::string& leaf : leaves_)
            want(binds_.count(leaf) > 0, leaf + " has no bind");
        for (const auto& [id, used] : texts_)
            want(used, "nobody refers to the text " + id);
        return problems_;
    }

private:
    void want(bool good, const std::string& problem) {
        if (!good)
            problems_.push_back(problem);
    }

    void collect(pugi::xml_node holder, const std::string& path) {
        for (const pugi::xml_node child : holder.children()) {
            if (child.type() != pugi::node_element)
                continue;
            const std::string below = path + "/" + child.name();
            nodes_.insert(below);
            const bool leaf =
                child.find_child([](pugi::xml_node each) { return each.type() == pugi::node_element; })
                    .empty();
            if (leaf && path.rfind("instance:", 0) != 0)
                leaves_.insert(below);
            if (std::string(child.name()) == "itextId")
                item_texts_.insert(child.text().get());
            collect(child, below);
        }
    }

    void inspect_texts() {
        std::map<std::string, int> languages;
        int defaults = 0;
        for (const pugi::xml_node translation : model_.child("itext").children("translation")) {
            defaults += translation.attribute("default") ? 1 : 0;
            for (const pugi::xml_node text : translation.children("text")) {
                const std::string id = text.attribute("id").value();
                ++languages[id];
                texts_[id] = false;
                inspect_outputs(text, id.substr(0, id.find(':')));
                for (const pugi::xml_node value : text.children("value"))
                    want(!value.first_child().empty(), "an empty text: " + id);
            }
        }
        want(defaults == 1, "there is not one default language");
        for (const auto& [id, count] : languages)
            want(count == 2, "the text " + id + " is not in both languages");
        for (const std::string& id : item_texts_)
            refer(id);
    }

    void inspect_outputs(pugi::xml_node node, const std::string& self) {
        for (const pugi::xml_node child : node.children()) {
            if (std::string(child.name()) == "output")
                follow(child.attribute("value").value(), self);
            inspect_outputs(child, self);
        }
    }

    void refer(const std::string& id) {
        const auto found = texts_.find(id);
        want(found != texts_.end(), "there is no text " + id);
        if (found != texts_.end())
            found->second = true;
    }

    void refer_itext(const std::string& reference) {
        const std::string open = "jr:itext('";
        if (reference.rfind(open, 0) == 0)
            refer(reference.substr(open.size(), reference.size() - open.size() - 2));
        else
            want(reference == "jr:itext(itextId)", "a text by no itext: " + reference);
    }

    void follow(const std::string& expression, const std::string& self) {
        want(expression.find("${") == std::string::npos, "a name is left in " + expression);
        const auto places = PathReader(expression, self).read();
        want(places.has_value(), "unreadable: " + expression);
        for (const std::string& place : places.value_or(Paths{}))
            want(nodes_.count(place) > 0, expression + " of " + self + " leads to no node: " + place);
    }

    void inspect_bind(pugi::xml_node bind) {
        const std::string path = bind.attribute("nodeset").value();
        want(nodes_.count(path) > 0, "a bind leads to no node: " + path);
        want(binds_.insert(path).second, "two binds of " + path);
        for (const char* name : {"relevant", "required", "readonly", "constraint", "calculate"})
            if (bind.attribute(name))
                follow(bind.attribute(name).value(), path);
        for (const char* name : {"jr:constraintMsg", "jr:requiredMsg"})
            if (bind.attribute(name))
                refer_itext(bind.attribute(name).value());
    }

    void inspect_action(pugi::xml_node action) {
        const std::string path = action.attribute("ref").value();
        want(nodes_.count(path) > 0, "a setvalue leads to no node: " + path);
        follow(action.attribute("value").value(), path);
    }

    void inspect_body(pugi::xml_node holder, const std::string& above) {
        for (const pugi::xml_node node : holder.children()) {
            const std::string name = node.name();
            const std::string ref = node.attribute(name == "repeat" ? "nodeset" : "ref").value();
            if (name == "label" || name == "hint") {
                refer_itext(ref);
            } else if (name == "itemset") {
                follow(node.attribute("nodeset").value(), above);
                for (const pugi::xml_node child : node.children("label"))
                    refer_itext(child.attribute("ref").value());
            } else if (node.type() != pugi::node_element) {
                want(false, "text in the body");
            } else if (name == "setvalue") {
                inspect_action(node);
            } else {
                want(nodes_.count(ref) > 0, name + " leads to no node: " + ref);
                want(ref.rfind(above, 0) == 0, name + " " + ref + " does not lie in " + above);
                if (name == "repeat") {
                    if (node.attribute("jr:count"))
                        follow(node.attribute("jr:count").value(), ref);
                } else if (name != "group") {
                    want(binds_.count(ref) > 0, "a control without a bind: " + ref);
                    want(shown_.insert(ref).second, "two controls of " + ref);
                }
                inspect_body(node, ref);
            }
        }
    }

    pugi::xml_document document_;
    pugi::xml_node model_;
    std::vector<std::string> problems_;
    Paths nodes_;
    Paths leaves_;
    Paths binds_;
    Paths shown_;
    Paths item_texts_;
    std::map<std::string, bool> texts_; ///< whether anything refers to it
};

} // namespace

std::vector<std::string> problems_of_xform(const std::string& xml) {
    return Inspector(xml).inspect();
}

} // namespace istiqbal::form::tests
