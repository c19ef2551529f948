(class_declaration name: (type_identifier) @name) @class
(abstract_class_declaration name: (type_identifier) @name) @class
(interface_declaration name: (type_identifier) @name) @interface
(type_alias_declaration name: (type_identifier) @name) @type
(enum_declaration name: (identifier) @name) @enum
(enum_assignment name: (property_identifier) @name) @constant
(enum_body name: (property_identifier) @name @constant)
(internal_module name: (identifier) @name) @module
(module name: (identifier) @name) @module
(function_declaration name: (identifier) @name) @function
(generator_function_declaration name: (identifier) @name) @function
(function_signature name: (identifier) @name) @prototype
(variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression) (generator_function)]) @function
(variable_declarator name: (identifier) @name value: (class)) @class
(method_definition name: [(property_identifier) (private_property_identifier)] @name) @method
(method_signature name: (property_identifier) @name) @method
(abstract_method_signature name: (property_identifier) @name) @method
(property_signature name: (property_identifier) @name) @property
(public_field_definition name: [(property_identifier) (private_property_identifier)] @name) @field
(pair key: (property_identifier) @name value: [(arrow_function) (function_expression) (generator_function)]) @method
(assignment_expression left: (member_expression object: (identifier) @container property: (property_identifier) @name) right: [(arrow_function) (function_expression) (generator_function)]) @method
(assignment_expression left: (member_expression object: (member_expression object: (identifier) @container) property: (property_identifier) @name) right: [(arrow_function) (function_expression) (generator_function)]) @method
(assignment_expression left: (member_expression object: [(this) (call_expression) (subscript_expression)] property: (property_identifier) @name) right: [(arrow_function) (function_expression) (generator_function)]) @method
(function_expression name: (identifier) @name) @function
(program (lexical_declaration (variable_declarator name: (identifier) @name) @constant))
(program (variable_declaration (variable_declarator name: (identifier) @name) @variable))
(program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name) @constant)))
